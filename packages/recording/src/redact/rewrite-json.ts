import { endOfString, textBetween } from './json-bytes.ts'
import { fieldName, redacted, type Zone } from './zone.ts'

/** Hears what was removed, by which rule; `learn` is false when it teaches nothing. */
export type Removal = (rule: string, text: string, learn: boolean) => void

type Frame = { readonly zone: Zone; readonly isObject: boolean; keysRemoved: number }

/**
 * Removes values from a JSON document without parsing it: one pass over the
 * bytes, which are copied once and only if something was removed. Everything
 * that stays keeps its bytes: order, white space, the digits of large numbers.
 * A removed text becomes `"[redacted]"`. Numbers, `true`, `false` and `null`
 * are never removed.
 * @param heard told the names of fields, for what may be known to be no secret
 * @returns `undefined` when the bytes end inside the document or are none
 */
export function rewriteJson(
  bytes: Buffer,
  root: Zone,
  removal: Removal,
  heard: (field: string) => void = () => undefined,
): Buffer | undefined {
  const chunks: Buffer[] = []
  let copied = 0
  const stack: Frame[] = []
  let frame: Frame | undefined
  let pending: Zone = root
  let expectsKey = false
  const names = new NameMemory(bytes, heard)

  for (let at = bytes[0] === 0xef ? 3 : 0; at < bytes.length; at += 1) {
    switch (bytes[at] ?? 0) {
      case 0x22: {
        const end = endOfString(bytes, at + 1)
        if (end < 0) return undefined
        if (expectsKey && frame !== undefined) {
          pending = zoneUnder(frame.zone, names, at + 1, end)
          expectsKey = false
          const text = keyReplacement(frame, bytes, at + 1, end, removal)
          if (text !== undefined) {
            chunks.push(bytes.subarray(copied, at), Buffer.from(JSON.stringify(text)))
            copied = end + 1
          }
        } else {
          const text = replacement(pending, bytes, at + 1, end, removal)
          if (text !== undefined) {
            chunks.push(bytes.subarray(copied, at), Buffer.from(JSON.stringify(text)))
            copied = end + 1
          }
        }
        at = end
        break
      }
      case 0x7b: {
        if (frame !== undefined) stack.push(frame)
        frame = {
          zone: zoneOfObject(containerZone(pending, frame), bytes, at + 1),
          isObject: true,
          keysRemoved: 0,
        }
        expectsKey = true
        break
      }
      case 0x5b: {
        const zone = containerZone(pending, frame)
        if (frame !== undefined) stack.push(frame)
        frame = { zone, isObject: false, keysRemoved: 0 }
        pending = zone
        expectsKey = false
        break
      }
      case 0x7d:
      case 0x5d:
        if (frame === undefined) return undefined
        frame = stack.pop()
        expectsKey = false
        break
      case 0x2c:
        expectsKey = frame?.isObject === true
        if (!expectsKey) pending = frame?.zone ?? root
        break
      default:
    }
  }
  if (frame !== undefined) return undefined
  if (chunks.length === 0) return bytes
  chunks.push(bytes.subarray(copied))
  return Buffer.concat(chunks)
}

/** The zone that a container of a value starts in: a word's container belongs to what stands around it. */
function containerZone(pending: Zone, around: Frame | undefined): Zone {
  return pending.kind === 'word' && around !== undefined ? around.zone : pending
}

function zoneUnder(zone: Zone, names: NameMemory, from: number, to: number): Zone {
  switch (zone.kind) {
    case 'keep':
    case 'word':
    case 'text':
      return zone
    case 'entry':
      return zone
    case 'look':
      return zone.fields.get(names.fieldAt(from, to)) ?? zone
    case 'remove':
      return zone.fields?.get(names.fieldAt(from, to)) ?? zone
    case 'named':
      return zone.zoneOf(names.keyAt(from, to))
  }
}

/** An entry is known by one of its own fields, wherever that stands. */
function zoneOfObject(zone: Zone, bytes: Buffer, from: number): Zone {
  let here = zone
  if (here.kind === 'look' && here.typed !== undefined) {
    const type = typeOf(bytes, from)
    if (type !== undefined) here = here.typed(type)
  }
  // An entry may turn out to be an entry of another kind, named by another field.
  for (let turns = 0; here.kind === 'entry' && turns < 4; turns += 1) {
    here = here.zoneOf(ownText(bytes, from, here.namedBy))
  }
  return here.kind === 'entry' ? { kind: 'remove', rule: 'unknown-extension' } : here
}

/** `@type` as Protobuf's JSON writes it: an object's first field. */
function typeOf(bytes: Buffer, from: number): string | undefined {
  let at = from
  while (isSpace(bytes[at])) at += 1
  if (bytes[at] !== 0x22 || bytes[at + 1] !== 0x40 || bytes.toString('latin1', at, at + 7) !== '"@type"') {
    return undefined
  }
  return ownText(bytes, at, ['@type'])
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

/** The text of an object's own field, without looking into its other fields. `from` is the index after its brace. */
function ownText(bytes: Buffer, from: number, wanted: readonly string[]): string | undefined {
  let depth = 0
  let expectsKey = true
  let found = false
  for (let at = from; at < bytes.length; at += 1) {
    switch (bytes[at] ?? 0) {
      case 0x22: {
        const end = endOfString(bytes, at + 1)
        if (end < 0) return undefined
        if (depth === 0 && expectsKey) {
          found = wanted.includes(fieldName(textBetween(bytes, at + 1, end)))
          expectsKey = false
        } else if (depth === 0 && found) return textBetween(bytes, at + 1, end)
        at = end
        break
      }
      case 0x7b:
      case 0x5b:
        depth += 1
        break
      case 0x7d:
      case 0x5d:
        if (depth === 0) return undefined
        depth -= 1
        break
      case 0x2c:
        if (depth === 0) {
          expectsKey = true
          found = false
        }
        break
      default:
    }
  }
  return undefined
}

/** What stands in place of a key. No two are alike, as an object's keys must be. */
function keyReplacement(
  frame: Frame,
  bytes: Buffer,
  from: number,
  to: number,
  removal: Removal,
): string | undefined {
  if (frame.zone.kind !== 'remove' || frame.zone.keys === undefined) return undefined
  const key = textBetween(bytes, from, to)
  if (key.startsWith(redacted) || !frame.zone.keys(key)) return undefined
  removal(frame.zone.rule, key, true)
  frame.keysRemoved += 1
  return frame.keysRemoved === 1 ? redacted : `${redacted} ${frame.keysRemoved}`
}

/** What stands in place of a text, or `undefined` when it stays. */
function replacement(
  zone: Zone,
  bytes: Buffer,
  from: number,
  to: number,
  removal: Removal,
): string | undefined {
  switch (zone.kind) {
    case 'keep':
    case 'word':
    case 'look':
      return undefined
    // A text where a list of entries or a map was expected is nobody's known value.
    case 'named':
      return replacement(zone.zoneOf(''), bytes, from, to, removal)
    case 'entry':
      return replacement(zone.zoneOf(undefined), bytes, from, to, removal)
    case 'remove': {
      if (from === to) return undefined
      const text = textBetween(bytes, from, to)
      if (text === redacted || text === redactedByEnvoy || zone.unless?.(text) === true) return undefined
      removal(zone.rule, text, zone.learn !== false)
      return redacted
    }
    case 'text': {
      const text = textBetween(bytes, from, to)
      const kept = zone.rewrite(text, (one) => removal(zone.rule, one, true))
      return kept === text ? undefined : kept
    }
  }
}

/** Envoy's own `[redacted]` in a field of bytes. */
const redactedByEnvoy = Buffer.from(redacted).toString('base64')

/**
 * Names of fields by their bytes: a dump of millions of keys has some hundred
 * different ones, and making a string of each key would cost more than all the
 * rest.
 */
class NameMemory {
  readonly #bytes: Buffer
  readonly #heard: (field: string) => void
  readonly #fields = new Map<number, { readonly from: number; readonly to: number; readonly name: string }>()

  constructor(bytes: Buffer, heard: (field: string) => void) {
    this.#bytes = bytes
    this.#heard = heard
  }

  keyAt(from: number, to: number): string {
    return textBetween(this.#bytes, from, to)
  }

  fieldAt(from: number, to: number): string {
    const bytes = this.#bytes
    let hash = to - from
    for (let at = from; at < to; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0
    const known = this.#fields.get(hash)
    if (known !== undefined && sameBytes(bytes, known.from, known.to, from, to)) return known.name
    const text = textBetween(bytes, from, to)
    this.#heard(text)
    const name = fieldName(text)
    if (this.#fields.size < 4096) this.#fields.set(hash, { from, to, name })
    return name
  }
}

function sameBytes(bytes: Buffer, from: number, to: number, otherFrom: number, otherTo: number): boolean {
  if (to - from !== otherTo - otherFrom) return false
  for (let at = 0; from + at < to; at += 1) {
    if (bytes[from + at] !== bytes[otherFrom + at]) return false
  }
  return true
}
