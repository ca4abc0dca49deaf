import { expect, test } from 'vitest'
import { formatEventId, ResumeBook } from './resume-book.ts'

test('a topic goes on where its stream stopped', () => {
  const book = new ResumeBook()
  const stream = book.open(['pods/lab'])
  expect(book.resumeAt(formatEventId({ stream, sequence: 7 }), 'pods/lab')).toBe(7)
})

test('a topic that the stream did not carry needs a snapshot', () => {
  const book = new ResumeBook()
  const stream = book.open(['pods/lab'])
  expect(book.resumeAt(formatEventId({ stream, sequence: 7 }), 'pod/lab/shop/cart')).toBeUndefined()
})

test.each([undefined, '', 'x', 'a.b', '7', 'aaaaaaaaaaaa.7', '../../x.1'])(
  'an id that nobody gave resumes nothing: %s',
  (id) => {
    const book = new ResumeBook()
    book.open(['pods/lab'])
    expect(book.resumeAt(id, 'pods/lab')).toBeUndefined()
  },
)

test('old streams are forgotten, so memory is bounded', () => {
  const book = new ResumeBook()
  const first = book.open(['pods/lab'])
  for (let i = 0; i < 600; i++) book.open(['pods/lab'])
  expect(book.resumeAt(formatEventId({ stream: first, sequence: 1 }), 'pods/lab')).toBeUndefined()
})
