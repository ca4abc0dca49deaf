import type { Container } from '../chart-inputs.ts'

/** An environment variable: its text, or that it comes from an object that was not read. */
export type EnvValue =
  | { readonly kind: 'set'; readonly value: string }
  | { readonly kind: 'referenced' }
  | { readonly kind: 'unset' }

/** As the kubelet does it, the last of several equal names counts. */
export function envValue(container: Container | undefined, name: string): EnvValue {
  const found = container?.env?.findLast((one) => one.name === name)
  if (found === undefined) return { kind: 'unset' }
  if (found.value !== undefined && found.value !== '') return { kind: 'set', value: found.value }
  return found.valueFrom === undefined || found.valueFrom === null
    ? { kind: 'unset' }
    : { kind: 'referenced' }
}

/** The text of an environment variable that is written in the pod itself. */
export function envText(container: Container | undefined, name: string): string | undefined {
  const found = envValue(container, name)
  return found.kind === 'set' ? found.value : undefined
}

/** Go's strconv.ParseBool, which is how Istio reads its switches. */
export function isTrue(value: string | undefined): boolean {
  return value !== undefined && ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(value)
}

/** A TCP port in decimal, as people write it. `undefined` for anything else, 0 among it. */
export function portIn(value: string | number | undefined): number | undefined {
  const port = portOrZero(value)
  return port === 0 ? undefined : port
}

/** As {@link portIn}, where 0 is an answer: Istio uses it for "off". */
export function portOrZero(value: string | number | undefined): number | undefined {
  if (value === undefined || !/^\d{1,5}$/.test(String(value).trim())) return undefined
  const port = Number(value)
  return port <= 65_535 ? port : undefined
}
