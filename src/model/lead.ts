/** How a list writes its numbers, and in which order day and month stand in its dates. */
export const LOCALES = ['en', 'en-GB', 'fr', 'pl'] as const;
export type Locale = (typeof LOCALES)[number];

/** The order of day, month and year in dates of figures. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** How a list is written: by its locale, and in another order of dates than the locale's own where one is given. */
export interface Notation {
  readonly locale: Locale;
  readonly dates?: DateOrder | undefined;
}

/** How the cells of one column are written. */
export interface CellNotation extends Notation {
  /** How many places the header says that the point of numbers stands too far left: 3 in a column of thousands. */
  readonly places?: number | undefined;
}

/** A calendar day as the number of days since 1970-01-01 (negative before). */
export type Day = number;

/**
 * What a valid cell means: folded text, a lower-cased email or url, an E.164 phone number, a number, a boolean,
 * or a date as a `Day`.
 */
export type Value = string | number | boolean;

/** One field of one lead as read. The states but `value` make every test but `is` unknown. */
export type Reading =
  | {
      readonly kind: 'value';
      readonly value: Value;
      /** More of the same in the cell, which count for do-not-contact lists alone: the other addresses. */
      readonly others?: readonly string[];
    }
  | { readonly kind: 'blank' }
  | {
      readonly kind: 'invalid';
      /** Why, without the cell's content. */
      readonly reason: string;
      readonly others?: readonly string[];
    }
  | { readonly kind: 'absent' };

/** A cell before it is read by a field. */
export interface Cell {
  readonly text: string;
  /** An unquoted number of JSON or YAML: written plainly (`0.5`), whatever the list's locale. */
  readonly plain: boolean;
}
