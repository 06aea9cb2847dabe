/** The quantile of the standard normal distribution that leaves 2.5 % above it. */
const Z = 1.959963984540054;

/**
 * The 95 % score interval of a rate of `successes` in `trials`, both whole numbers with 0 ≤ successes ≤ trials and
 * trials > 0. The ends are shares from 0 to 1; the interval also holds for few trials and for rates near 0 and 1.
 *
 * Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American
 * Statistical Association 22 (1927), 209–212, without continuity correction.
 */
export function wilsonInterval(
  successes: number,
  trials: number,
): { readonly low: number; readonly high: number } {
  const rate = successes / trials;
  const square = Z * Z;
  const scale = 1 + square / trials;
  const middle = (rate + square / (2 * trials)) / scale;
  const half = (Z / scale) * Math.sqrt((rate * (1 - rate)) / trials + square / (4 * trials * trials));
  // At the ends the formula is exact, but its sum is off by a rounding error.
  return {
    low: successes === 0 ? 0 : Math.max(0, middle - half),
    high: successes === trials ? 1 : Math.min(1, middle + half),
  };
}
