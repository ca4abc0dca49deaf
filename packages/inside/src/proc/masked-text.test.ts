import { expect, test } from 'vitest'
import { maskedText } from './masked-text.ts'

test.each([
  ['a value in quotes', 'login password="two words" failed', 'login password=[redacted] failed'],
  ['its end cut off', 'login password="two words, and then', 'login password=[redacted]'],
  ['its end cut off, in single quotes', "login password='two words", 'login password=[redacted]'],
  [
    'in the next line goes on what has nothing to do with it',
    'password="two words\nready',
    'password=[redacted]\nready',
  ],
  [
    'quotes inside a JSON log',
    String.raw`{"msg":"login password=\"two words\" failed"}`,
    '{"msg":"login password=[redacted] failed"}',
  ],
  [
    'JSON inside a JSON log',
    String.raw`{"body":"{\"password\":\"hunter2\",\"user\":\"bob\"}"}`,
    String.raw`{"body":"{\"password\":[redacted],\"user\":\"bob\"}"}`,
  ],
  ['a value of many characters', `token=${'ab-'.repeat(2_000)} ready`, 'token=[redacted] ready'],
  [
    'a quoted value of many characters',
    `token="${'ab '.repeat(2_000)}" and the rest of the line`,
    'token=[redacted]',
  ],
])('%s', (_, text, masked) => {
  expect(maskedText(text)).toBe(masked)
})

test.each([
  'info\txdsproxy\tconnected to delta upstream XDS server: istiod.istio-system.svc:15012',
  String.raw`{"level":"info","msg":"listening on \"0.0.0.0:8080\"","pod":"cart-7d8d5b4df6-t9jlm"}`,
  '-A ISTIO_OUTPUT -m owner --uid-owner 1337 -j RETURN',
])('%s stays', (line) => {
  expect(maskedText(line)).toBe(line)
})
