import type { JsonObject } from '../json-value.ts'

/** Go clients built into kubectl send reviews as protobuf behind this mark. @see apimachinery: serializer/protobuf */
const magic = Buffer.from('k8s\0')
const lengthDelimited = 2

/**
 * Reads a SelfSubjectAccessReview in Kubernetes' protobuf: an Unknown whose
 * field 2 is the object, whose field 2 is the spec, whose field 1 are the
 * resource attributes. `undefined` for anything else.
 */
export function readProtobufReview(body: Buffer): JsonObject | undefined {
  if (!body.subarray(0, magic.length).equals(magic)) return undefined
  const attributes = [2, 2, 1].reduce<Buffer | undefined>(
    (message, field) => message && fieldsOf(message).get(field),
    body.subarray(magic.length),
  )
  if (!attributes) return undefined
  const fields = fieldsOf(attributes)
  const names = ['namespace', 'verb', 'group', 'version', 'resource', 'subresource', 'name']
  const resourceAttributes = Object.fromEntries(
    names.map((name, index) => [name, fields.get(index + 1)?.toString() ?? '']),
  )
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    spec: { resourceAttributes },
  }
}

/** The length-delimited fields of a message; a message that ends early loses its rest. */
function fieldsOf(message: Buffer): ReadonlyMap<number, Buffer> {
  const fields = new Map<number, Buffer>()
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let shift = 0; at < message.length && shift < 32; shift += 7) {
      const byte = message[at] ?? 0
      at += 1
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
    return value
  }
  while (at < message.length) {
    const tag = varint()
    if ((tag & 7) === 0) varint()
    else if ((tag & 7) === lengthDelimited) {
      const length = varint()
      fields.set(tag >> 3, message.subarray(at, at + length))
      at += length
    } else return fields
  }
  return fields
}
