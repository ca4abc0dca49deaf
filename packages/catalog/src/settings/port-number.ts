import type { PortNumberKnowledge, ValueSource } from '@portolan/contract/chart'
import type { Container } from '../chart-inputs.ts'
import type { UnreadId } from '../ids.ts'
import { envValue, portIn, portOrZero } from './env-values.ts'
import type { Setting } from './proxy-config.ts'

/** A number that nothing moved. */
export function usually(value: number): PortNumberKnowledge {
  return { kind: 'known', value, source: { kind: 'default' } }
}

/** A number that something says. */
export function knownFrom(value: number, source: ValueSource): PortNumberKnowledge {
  return { kind: 'known', value, source }
}

/** A number that only the named sources would tell. */
export function unknownFor(usual: number, ...unread: readonly UnreadId[]): PortNumberKnowledge {
  return { kind: 'unknown', usual, unread: [...unread] }
}

/** Reads a setting as a port; an unreadable value leaves the default, as the component refuses to start with it. */
export function portOfSetting(setting: Setting, usual: number, zero?: 'zero-is-off'): PortNumberKnowledge {
  if (setting.kind === 'unknown') return unknownFor(usual, ...setting.unread)
  const value = zero === undefined ? portIn(setting.value) : portOrZero(setting.value)
  return value === undefined ? usually(usual) : knownFrom(value, setting.source)
}

/** Reads an environment variable as a port. */
export function portOfEnv(
  container: Container | undefined,
  name: string,
  usual: number,
): PortNumberKnowledge {
  const env = envValue(container, name)
  if (env.kind === 'referenced') return unknownFor(usual, 'pod-environment')
  const value = env.kind === 'set' ? portIn(env.value) : undefined
  return value === undefined
    ? usually(usual)
    : knownFrom(value, { kind: 'env', container: container?.name ?? '', name })
}

/** What a number's being unknown hangs on. */
export function unreadOf(number: PortNumberKnowledge): readonly string[] {
  return number.kind === 'unknown' ? number.unread : []
}
