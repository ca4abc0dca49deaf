import { expect, test } from 'vitest'
import { readSocketView, writeSocketView } from './socket-view.ts'

test('a link to the sockets carries what is shown of them and in which order', () => {
  const q = 'state:ESTAB family:tcp by:peer only:changed sort:-send 15012 istiod'
  const view = readSocketView(q)
  expect(view).toEqual({
    text: '15012 istiod',
    state: 'ESTAB',
    family: 'tcp',
    by: 'peer',
    changed: true,
    sort: { column: 'send', descending: true },
  })
  expect(writeSocketView(view)).toBe(q)
})

test('a view that says nothing special has the shortest link', () => {
  expect(writeSocketView(readSocketView(undefined))).toBeUndefined()
  expect(writeSocketView(readSocketView('sort:state'))).toBeUndefined()
})

test('a text that is being typed stays as it is, blanks and colons too', () => {
  for (const text of ['10.0.0.1:8080', 'a ', 'http: ', 'state:', '::1', 'nobody:knows', 'state:ES']) {
    expect(writeSocketView(readSocketView(text))).toBe(text)
    expect(readSocketView(text)).toMatchObject({ text, state: undefined })
  }
})

test('a value that does not exist narrows nothing and stays what it is: a text', () => {
  expect(readSocketView('state:OPEN by:moon sort:-colour constructor:x')).toMatchObject({
    text: 'state:OPEN by:moon sort:-colour constructor:x',
    state: undefined,
    by: undefined,
    sort: { column: 'state' },
  })
})
