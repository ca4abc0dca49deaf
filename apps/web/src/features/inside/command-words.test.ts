import { expect, test } from 'vitest'
import { commandWords, programOf } from './command-words.ts'

test('a flag is read together with its value, whichever way it was written', () => {
  const envoy = ['/usr/local/bin/envoy', '-c', 'etc/istio/proxy/envoy-rev.json', '--concurrency=2']
  expect(commandWords(envoy)).toEqual([
    { text: '-c etc/istio/proxy/envoy-rev.json', key: 'bootstrap', masked: false },
    { text: '--concurrency=2', key: 'concurrency', masked: false },
  ])
})

test('a switch does not take the next flag for its value', () => {
  const words = commandWords([
    'envoy',
    '--disable-hot-restart',
    '--allow-unknown-static-fields',
    '-l',
    'warning',
  ])
  expect(words.map(({ text }) => text)).toEqual([
    '--disable-hot-restart',
    '--allow-unknown-static-fields',
    '-l warning',
  ])
})

test('the same letters mean nothing in a program that is not known', () => {
  const words = commandWords(['/app/server', '-c', 'file', 'constructor'])
  expect(words.map(({ text, key }) => [text, key])).toEqual([
    ['-c', undefined],
    ['file', undefined],
    ['constructor', undefined],
  ])
  expect(programOf(['/app/server'])).toBeUndefined()
})

test('a masked value is told apart from one that is there', () => {
  const [token, port] = commandWords(['/app/server', '--token=[redacted]', '--port=8080'])
  expect([token?.masked, port?.masked]).toEqual([true, false])
})

test('what an argument of no length is, stays visible as one', () => {
  expect(commandWords(['sh', ''])).toEqual([{ text: '', key: undefined, masked: false }])
  expect(commandWords([])).toEqual([])
})
