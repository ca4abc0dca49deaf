import { expect, test } from 'vitest'
import { leftOutText, loggedText } from './conditions.ts'

const port = (start: number, end: number) => ({ destination_port_range: { start, end } })

test('ports for which a listener filter is left out are told without the end that is not meant', () => {
  expect(leftOutText({ or_match: { rules: [port(8080, 8081), { not_match: port(1, 10) }] } })).toBe(
    'port 8080 | not port 1..9',
  )
  expect(leftOutText({ or_match: { rules: [port(8080, 8081), { something_new: {} }] } })).toBeUndefined()
})

test('what is written to an access log is told in one line', () => {
  const status = { status_code_filter: { comparison: { op: 'GE', value: { default_value: 500 } } } }
  const flags = { response_flag_filter: { flags: ['NR', 'UF'] } }
  expect(loggedText({ or_filter: { filters: [status, flags] } })).toBe('status >= 500 | flags NR, UF')
  expect(loggedText({ grpc_status_filter: {} })).toBeUndefined()
})
