import { isHarmless, maskedText, namesSecret, redacted } from './masked-text.ts'
import { printable } from './process-stat.ts'
import { environmentPrefixes } from './read-script.ts'

const mostVariables = 200
const mostCharacters = 2_000
const mostLookedAt = 16_000

/**
 * Variables of the names that matter to Istio or Envoy, from lines NAME=value.
 * The names are tried again here: what a container prints is not to be trusted.
 */
export function maskedEnvironment(variables: readonly string[]): { name: string; value: string }[] {
  return variables
    .flatMap((variable) => {
      const [, name, text = ''] = /^([A-Z][A-Z0-9_]{0,100})=([^]*)$/.exec(variable) ?? []
      if (name === undefined || !matters(name)) return []
      // A newline in a value travels as U+0001.
      const lines = text.slice(0, mostLookedAt).split('\u0001')
      const value = lines.map((part) => printable(part)).join('\n')
      const kept = namesSecret(name) && !isHarmless(value) ? redacted : maskedText(value)
      return [{ name, value: kept.slice(0, mostCharacters) }]
    })
    .slice(0, mostVariables)
}

function matters(name: string): boolean {
  return environmentPrefixes.some((prefix) => `${name}=`.startsWith(prefix))
}
