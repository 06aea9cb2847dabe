/** Lets the nth file operation of this process fail; `only` counts those of one name. */
export function failAt(
  nth: number,
  code: string,
  options?: { readonly only?: string },
): Promise<{ which(): string | undefined; count(): number }>;
export function restore(): void;
