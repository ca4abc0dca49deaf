/**
 * The shape that a translation must have: the same keys, each with its own
 * text. English plural pairs (`_one`, `_other`) are needed in English only.
 */
export type TranslationOf<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : TranslationOf<T[K]>
}
