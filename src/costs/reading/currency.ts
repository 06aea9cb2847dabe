let codes: ReadonlySet<string> | undefined;

/** The ISO 4217 code that a text is, in any case, or undefined. */
export function parseCurrency(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  return currencyCodes().has(code) ? code : undefined;
}

/** All ISO 4217 codes that this runtime knows. */
export function currencyCodes(): ReadonlySet<string> {
  codes ??= new Set(Intl.supportedValuesOf('currency'));
  return codes;
}
