/** Makes a formatter of English figures. It is built on first use, for that takes milliseconds of the command's start. */
export function numberFormat(options: Intl.NumberFormatOptions): (number: number) => string {
  const made: { format?: Intl.NumberFormat } = {};
  return number => {
    made.format ??= new Intl.NumberFormat('en', options);
    return made.format.format(number === 0 ? 0 : number);
  };
}

/** A count with thousands separators: `2,873`. */
export const formatCount = numberFormat({ maximumFractionDigits: 0 });

/** An amount of money without its currency, to the cent: `75,991.88`. */
export const formatCents = numberFormat({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
