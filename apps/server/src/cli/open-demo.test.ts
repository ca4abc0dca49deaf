import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { Clusters } from '../cluster/clusters.ts'
import { createLog } from '../log.ts'
import { openDemo } from './open-demo.ts'
import { UsageError } from './usage-error.ts'

test('a demo without its recording says where it looked and what to do', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'portolan-no-recording-'))
  onTestFinished(() => rmSync(empty, { recursive: true }))
  await using clusters = new Clusters({ clock: systemClock, log: createLog('fatal') })
  const opening = openDemo(clusters, pathToFileURL(join(empty, 'demo.tar.gz')))
  await expect(opening).rejects.toThrow(UsageError)
  await expect(opening).rejects.toThrow(
    new RegExp(`demo cannot start.*no recording.* in ${empty}.*--kubeconfig`),
  )
})
