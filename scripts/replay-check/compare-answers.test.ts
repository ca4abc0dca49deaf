import { describe, expect, test } from 'vitest'
import { compareAnswers } from './compare-answers.ts'
import type { VolatileField } from './compare-answers.ts'
import type { KeptAnswer, KeptAnswers } from './kept-answers.ts'

const json = (value: unknown): KeptAnswer => ({
  status: 200,
  type: 'application/json',
  body: JSON.stringify(value),
})
const text = (body: string): KeptAnswer => ({ status: 200, type: 'text/plain', body })

function fieldsThatDiffer(
  live: KeptAnswer,
  replayed: KeptAnswer,
  volatileFields: readonly VolatileField[] = [],
) {
  const { differences } = compareAnswers({ question: live }, { question: replayed }, volatileFields)
  return differences.map(({ field }) => field)
}

test('the same answers do not differ, and every field of them is counted', () => {
  const answers: KeptAnswers = { question: json({ a: 1, b: [{ name: 'x', c: true }] }) }
  expect(compareAnswers(answers, answers, [])).toMatchObject({ questions: 1, fields: 5, differences: [] })
})

describe('a difference is found', () => {
  test.each([
    ['a value', json({ a: { b: 1 } }), json({ a: { b: 2 } }), ['/a/b']],
    ['a type', json({ a: 1 }), json({ a: '1' }), ['/a']],
    ['a field that only one has', json({ a: 1 }), json({ a: 1, b: 2 }), ['/b']],
    [
      'an element that only one has',
      json([{ name: 'x' }]),
      json([{ name: 'x' }, { name: 'y' }]),
      ['/y/name'],
    ],
    ['an empty list in place of none', json({ a: [], b: 1 }), json({ b: 1 }), ['/a']],
    ['a status', json({}), { ...json({}), status: 503 }, ['(status)']],
    ['a statistic', text('server.live: 1\n'), text('server.live: 0\n'), ['server.live']],
    ['a metric with labels', text('m{a="b c"} 1\n'), text('m{a="b c"} 2\n'), ['m{a="b c"}']],
    [
      'a line of /clusters',
      text('a|b::10.0.0.1:80::weight::1\n'),
      text('a|b::10.0.0.1:80::weight::2\n'),
      ['a|b::10.0.0.1:80::weight'],
    ],
    ['a line of another text', text('one\ntwo\n'), text('one\nTWO\n'), ['line 2']],
  ])('%s', (_what, live, replayed, fields) => {
    expect(fieldsThatDiffer(live, replayed)).toEqual(fields)
  })

  test('a question that only one side answers', () => {
    const { differences } = compareAnswers({ question: json({ a: 1 }) }, {}, [])
    expect(differences.length).toBeGreaterThan(0)
  })
})

test('lists are compared by what their elements are, not by where they stand', () => {
  expect(
    fieldsThatDiffer(json([{ name: 'x', a: 1 }, { name: 'y' }]), json([{ name: 'y' }, { name: 'x', a: 1 }])),
  ).toEqual([])
  expect(fieldsThatDiffer(json(['b', 'a', 'a']), json(['a', 'a', 'b']))).toEqual([])
  expect(fieldsThatDiffer(json(['b', 'a', 'a']), json(['a', 'b', 'b']))).toEqual(['/b', '/a'])
})

describe('a volatile field', () => {
  const rule = { question: /./, field: /^\/uptime$/, why: 'time goes on' } as const

  test('may have another value, and is counted by its reason', () => {
    const live = { question: json({ uptime: 1, name: 'a' }) }
    const replayed = { question: json({ uptime: 2, name: 'a' }) }
    const { differences, volatile } = compareAnswers(live, replayed, [{ ...rule, may: 'value' }])
    expect(differences).toEqual([])
    expect([...volatile]).toEqual([['time goes on', 1]])
  })

  test('must be there all the same, unless its presence is volatile, too', () => {
    expect(fieldsThatDiffer(json({ uptime: 1 }), json({ a: 1 }), [{ ...rule, may: 'value' }])).toEqual([
      '/uptime',
      '/a',
    ])
    expect(
      fieldsThatDiffer(json({ uptime: 1, a: 1 }), json({ a: 1 }), [{ ...rule, may: 'presence' }]),
    ).toEqual([])
  })
})

function counted(live: KeptAnswer, replayed: KeptAnswer) {
  const { differences, redacted } = compareAnswers({ question: live }, { question: replayed }, [])
  return { differences: differences.length, redacted }
}

describe('what was redacted', () => {
  test('is no difference, and is counted', () => {
    expect(counted(json({ a: 'secret' }), json({ a: '[redacted]' }))).toEqual({ differences: 0, redacted: 1 })
    expect(counted(json({ a: 'x=secret y' }), json({ a: 'x=[redacted] y' }))).toEqual({
      differences: 0,
      redacted: 1,
    })
  })

  test('may stand for a whole document', () => {
    expect(counted(json({ a: { b: 1, c: 2 } }), json({ a: '[redacted]' }))).toEqual({
      differences: 0,
      redacted: 3,
    })
  })

  test('does not excuse what stands around it', () => {
    expect(counted(json({ a: 'x=secret y' }), json({ a: 'z=[redacted] y' })).differences).toBe(1)
  })
})
