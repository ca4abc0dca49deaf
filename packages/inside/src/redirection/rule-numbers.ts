import type { NumberRange } from './iptables-rule.ts'

const largest = 0xffff_ffff

/** Reads a decimal or hexadecimal number of at most 32 bits; undefined for anything else. */
export function readNumber(text: string): number | undefined {
  if (!/^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text)) return undefined
  const number = Number(text)
  return number <= largest ? number : undefined
}

/** Reads `15001`, `1:1024`, `:1024`, `1024:` or, with `-` as separator, `1000-2000`. */
export function readRange(text: string, separator: ':' | '-', most: number): NumberRange | undefined {
  const [first = '', second, ...more] = text.split(separator)
  if (more.length > 0 || (first === '' && (second ?? '') === '')) return undefined
  const from = first === '' ? 0 : readNumber(first)
  const to = second === undefined ? from : second === '' ? most : readNumber(second)
  return from === undefined || to === undefined || from > to || to > most ? undefined : { from, to }
}

/** Reads `53,15008,8000:8100`. */
export function readPorts(text: string): readonly NumberRange[] | undefined {
  const ranges = text.split(',').map((part) => readRange(part, ':', 65_535))
  const known = ranges.filter((range) => range !== undefined)
  return known.length === ranges.length ? known : undefined
}

/** Reads `0x539`, `1337` or `0x539/0xfff`; without a mask all bits count. */
export function readMark(text: string): { readonly value: number; readonly mask: number } | undefined {
  const [first = '', second, ...more] = text.split('/')
  const value = readNumber(first)
  const mask = second === undefined ? largest : readNumber(second)
  return value === undefined || mask === undefined || more.length > 0 ? undefined : { value, mask }
}

export function isWithin(number: number, { from, to }: NumberRange): boolean {
  return number >= from && number <= to
}
