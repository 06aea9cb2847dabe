/**
 * Makes the function that compares two shared parts once for each pair of them: there are far fewer pairs than leads.
 * The pairs are forgotten with the parts.
 */
export function comparePairs<Part extends object, Result>(
  compare: (before: Part, after: Part) => Result,
): (before: Part, after: Part) => Result {
  const known = new WeakMap<Part, WeakMap<Part, { readonly result: Result }>>();
  return (before, after) => {
    let others = known.get(before);
    if (others === undefined) {
      others = new WeakMap();
      known.set(before, others);
    }
    const found = others.get(after);
    if (found !== undefined) return found.result;
    const result = compare(before, after);
    others.set(after, { result });
    return result;
  };
}
