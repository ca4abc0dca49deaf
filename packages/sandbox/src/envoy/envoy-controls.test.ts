import { expect, test } from 'vitest'
import { EnvoyControls } from './envoy-controls.ts'

function tell(envoy: EnvoyControls, target: string) {
  const { status, body } = envoy.told(new URL(target, 'http://pod')) ?? { status: 0, body: '' }
  const levels = new Map(
    Array.from(String(body).matchAll(/^ {2}(\S+): (\S+)$/gm), ([, name, level]) => [name, level]),
  )
  return { status, body: String(body), levels }
}

test('levels are listed, and set for one logger, for several, for all', () => {
  const envoy = new EnvoyControls()
  expect(tell(envoy, '/logging').body).toMatch(/^active loggers:\n {2}admin: warning\n/)
  expect(tell(envoy, '/logging?http=debug').levels.get('http')).toBe('debug')
  const several = tell(envoy, '/logging?paths=http%3Awarning,misc:off').levels
  expect([several.get('http'), several.get('misc'), several.get('main')]).toEqual([
    'warning',
    'off',
    'warning',
  ])
  expect(new Set(tell(envoy, '/logging?level=warn').levels.values())).toEqual(new Set(['warning']))
})

test('what Envoy does not know it refuses in its words, and changes nothing', () => {
  const envoy = new EnvoyControls()
  for (const [asked, why] of [
    ['nosuch=debug', 'unknown logger name'],
    ['http=loud', 'unknown logger level'],
    ['paths=http:debug,nosuch:debug', 'unknown logger name'],
    ['http=debug&main=debug', 'invalid number of parameters'],
  ]) {
    expect(tell(envoy, `/logging?${asked}`)).toMatchObject({
      status: 400,
      body: expect.stringMatching(new RegExp(`^error: ${why}\n\nusage: `)),
    })
  }
  expect(tell(envoy, '/logging').levels.get('http')).toBe('warning')
})

test('a restart forgets levels and the reset of counters', () => {
  const envoy = new EnvoyControls()
  tell(envoy, '/logging?level=trace')
  expect(tell(envoy, '/reset_counters').body).toBe('OK\n')
  expect(envoy.countersAreReset).toBe(true)
  envoy.restart()
  expect(envoy.countersAreReset).toBe(false)
  expect(tell(envoy, '/logging').levels.get('misc')).toBe('error')
})
