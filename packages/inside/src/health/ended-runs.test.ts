import { expect, test } from 'vitest'
import { endedRuns, meaningOf } from './ended-runs.ts'

test.each([
  [{ exitCode: 0, reason: 'Completed' }, 'success'],
  [{ exitCode: 3, reason: 'Error' }, 'own'],
  [{ exitCode: 137, reason: 'OOMKilled' }, 'out-of-memory'],
  [{ exitCode: 137, reason: 'Error' }, 'killed'],
  [{ exitCode: 143, reason: 'Error' }, 'asked-to-end'],
  [{ exitCode: 139, reason: 'Error' }, 'segmentation-fault'],
  [{ exitCode: 0, signal: 6 }, 'aborted'],
  [{ exitCode: 126 }, 'cannot-execute'],
  [{ exitCode: 127 }, 'no-such-program'],
  [{ exitCode: 128, reason: 'StartError' }, 'could-not-start'],
  [{ exitCode: 255, reason: 'Unknown' }, 'runtime-lost-it'],
  [{ exitCode: 255, reason: 'Error' }, 'own'],
] as const)('%o is %s', (ended, meaning) => {
  expect(meaningOf(ended)).toBe(meaning)
})

test('an ended life that was not restarted yet and the one before are both told', () => {
  const { ended, forgotten } = endedRuns({
    name: 'app',
    restartCount: 2,
    state: { terminated: { exitCode: 1, finishedAt: '2026-11-23T05:00:00Z' } },
    lastState: { terminated: { exitCode: 137, finishedAt: null } },
  })
  expect(ended.map(({ exitCode }) => exitCode)).toEqual([1, 137])
  expect(ended[1]).not.toHaveProperty('finishedAt')
  expect(forgotten).toBe(1)
})
