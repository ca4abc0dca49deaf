import { describe, expect, test } from 'vitest'
import { parseArguments } from './parse-arguments.ts'
import { UsageError } from './usage-error.ts'

test('no words at all serve the current context on loopback', () => {
  expect(parseArguments([])).toEqual({
    command: 'serve',
    kubeconfig: [],
    context: undefined,
    namespaces: [],
    as: undefined,
    asGroups: [],
    demo: false,
    port: 7015,
    host: '127.0.0.1',
    allowedHosts: [],
    open: true,
    exec: true,
    readOnly: false,
    allowDisruptive: false,
    logLevel: 'info',
    recordings: [],
  })
})

test('every option of the server is understood', () => {
  const words =
    '--kubeconfig a,b --kubeconfig c --context lab -n shop,backend --port 8080 --host ::1 --no-open --no-exec --read-only --as jane --as-group dev --as-group ops --log-level debug'
  expect(parseArguments(words.split(' '))).toMatchObject({
    kubeconfig: ['a,b', 'c'],
    context: 'lab',
    namespaces: ['shop', 'backend'],
    port: 8080,
    host: '::1',
    open: false,
    exec: false,
    readOnly: true,
    as: 'jane',
    asGroups: ['dev', 'ops'],
    logLevel: 'debug',
  })
})

test('a pod is written as kubectl prints it, or with its namespace as an option', () => {
  const expected = { command: 'ports', pod: { namespace: 'shop', name: 'cart-1' } }
  expect(parseArguments(['ports', 'shop/cart-1'])).toMatchObject({ ...expected, output: 'table' })
  expect(parseArguments(['ports', '-o', 'json', '-n', 'shop', 'cart-1'])).toMatchObject({
    ...expected,
    output: 'json',
  })
})

test('recordings are opened with the options of the server', () => {
  expect(parseArguments('open lab.tar.gz other.tar.gz --port 0 --no-open'.split(' '))).toMatchObject({
    command: 'serve',
    recordings: ['lab.tar.gz', 'other.tar.gz'],
    port: 0,
    open: false,
  })
  expect(parseArguments(['open', '--help'])).toEqual({ command: 'help' })
})

test.each(['--help', '-h', 'help'])('%s asks for help', (word) => {
  expect(parseArguments([word])).toEqual({ command: 'help' })
})

describe('a command line that makes no sense says why and what to do', () => {
  test.each([
    ['open', /Which file/],
    ['open lab.tar.gz --demo', /brings its own cluster/],
    ['open lab.tar.gz --context other', /leave out/],
    ['open lab.tar.gz -n shop', /leave out/],
    ['--port http', /--port takes a number/],
    ['--port 70000', /from 1 to 65535/],
    ['--port -1', /port/],
    ['--host 0.0.0.0', /add --allowed-host/],
    ['--host example.com', /add --allowed-host/],
    ['--allowed-host http://a/', /not a host name/],
    ['--read-only --allow-disruptive', /exclude each other/],
    ['--log-level loud', /--log-level takes one of/],
    ['--namespace Shop_1', /not a DNS label/],
    ['--as-group dev', /needs --as/],
    ['--demo --context lab', /brings its own cluster/],
    ['--unheard-of', /--unheard-of/],
    ['--kubeconfig', /--kubeconfig/],
    ['prots shop/cart', /no command "prots"/],
    ['ports', /Which pod/],
    ['ports cart', /In which namespace/],
    ['ports shop/Cart_1', /cannot be a pod/],
    ['ports shop/cart/15000', /cannot be a pod/],
    ['ports shop/../kube-system/x', /cannot be a pod/],
    ['ports shop/a shop/b', /One pod at a time/],
    ['ports shop/a -o yaml', /table or json/],
  ])('%s', (line, message) => {
    expect(() => parseArguments(line.split(' '))).toThrow(UsageError)
    expect(() => parseArguments(line.split(' '))).toThrow(message)
  })
})

test('another address is fine once the names are given', () => {
  expect(parseArguments('--host 0.0.0.0 --allowed-host portolan.example'.split(' '))).toMatchObject({
    host: '0.0.0.0',
    allowedHosts: ['portolan.example'],
  })
})
