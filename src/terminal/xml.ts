import { safe } from './safe.ts';

/** Characters that XML 1.0 does not allow, also not as references, beside those that `safe` shows. */
const FORBIDDEN = /[\ufffe\uffff]/g;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
};

/** Text between tags: what XML 1.0 cannot hold, and what a CI log could obey, is shown as `\x1b`. */
export function xmlText(text: string): string {
  return safe(text)
    .replace(FORBIDDEN, character => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>]/g, character => REFERENCES[character] ?? character);
}

/** Attributes as they stand in a tag, each after a space; values keep their line breaks. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => {
      const text = xmlText(String(value)).replace(/["'\n]/g, character => REFERENCES[character] ?? character);
      return ` ${name}="${text}"`;
    })
    .join('');
}
