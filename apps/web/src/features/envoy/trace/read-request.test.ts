import { expect, test } from 'vitest'
import { readRequest } from './read-request.ts'
import { emptyQuestion, readQuestion, writeQuestion } from './trace-question.ts'

const question = { ...emptyQuestion, host: 'cart', port: '8080' }

test('a question is a request; what does not apply to it says nothing', () => {
  const said = { ...question, headers: 'x-user: ann\n\nend:', principal: 'nobody', ip: 'nowhere' }
  expect(readRequest(said)).toMatchObject({
    kind: 'request',
    request: {
      direction: 'outbound',
      host: 'cart',
      destination: { ip: undefined, port: 8080 },
      source: { principal: undefined },
      serverName: undefined,
      headers: [
        ['x-user', 'ann'],
        ['end', ''],
      ],
    },
  })
})

test('who shows an identity speaks TLS, though no server is named', () => {
  const principal = 'spiffe://cluster.local/ns/shop/sa/frontend'
  expect(readRequest({ ...question, direction: 'inbound', principal })).toMatchObject({
    request: { serverName: '', source: { principal } },
  })
})

test('each field that cannot be read is told, a header by its line', () => {
  const bad = { ...question, host: 'a b', port: '70000', path: 'cart', method: '', headers: 'a: b\nno colon' }
  expect(readRequest(bad)).toEqual({
    kind: 'errors',
    errors: {
      host: { kind: 'host' },
      port: { kind: 'port' },
      method: { kind: 'method' },
      path: { kind: 'path' },
      headers: { kind: 'header', line: 2, text: 'no colon' },
    },
  })
  expect(readRequest({ ...question, protocol: 'tcp', host: '', ip: '10.0.0' })).toEqual({
    kind: 'errors',
    errors: { ip: { kind: 'address' } },
  })
})

test('a link says what was asked, and only what applies', () => {
  const asked = {
    question: { ...question, headers: 'a: b\nc: d&e', path: '/x?y=1 2' },
    follow: '10.0.0.1:80',
  }
  expect(readQuestion(writeQuestion(asked))).toEqual(asked)
  expect(writeQuestion({ question: { ...question, ip: '10.0.0.1' }, follow: undefined })).toBe(
    'direction=outbound&host=cart&port=8080',
  )
  expect(readQuestion(undefined)).toBeUndefined()
  expect(readQuestion('direction=up&protocol=x')).toEqual({ question: emptyQuestion, follow: undefined })
})
