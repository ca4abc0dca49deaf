import { EnvoyAnswerError } from '../envoy-answer-error.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export type JsonObject = { readonly [name: string]: Json | undefined }

const parse: (text: string) => Json = JSON.parse

/**
 * Reads JSON text, and that its outermost value is an object.
 * @throws EnvoyAnswerError
 */
export function parseObject(text: string): JsonObject {
  let value: Json
  try {
    value = parse(text)
  } catch (error) {
    throw new EnvoyAnswerError('This is not JSON.', { cause: error })
  }
  return objectOf(value)
}

/** @throws EnvoyAnswerError when a document is JSON, but no object */
export function objectOf(value: Json): JsonObject {
  if (!isObject(value)) throw new EnvoyAnswerError('This is JSON, but not an object.')
  return value
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
