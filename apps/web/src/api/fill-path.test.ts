import { expect, test } from 'vitest'
import { fillPath } from './fill-path.ts'

test('a context name with slashes stays one segment', () => {
  expect(fillPath('/api/clusters/{cluster}/pods', { cluster: 'arn:aws:eks:eu-1:1:cluster/prod' })).toBe(
    '/api/clusters/arn%3Aaws%3Aeks%3Aeu-1%3A1%3Acluster%2Fprod/pods',
  )
})

test('a missing param is a bug that shows', () => {
  expect(() => fillPath('/api/clusters/{cluster}', {})).toThrow(RangeError)
})
