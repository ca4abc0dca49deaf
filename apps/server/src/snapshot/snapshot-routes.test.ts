import { existsSync, readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import { routes } from '@portolan/contract/routes'
import type { Task } from '@portolan/contract/task'
import { openRecording } from '@portolan/recording/open-recording'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import { SnapshotShelf } from './snapshot-shelf.ts'

async function start(portolan: PortolanOnSandbox, body: object): Promise<string> {
  const answer = await portolan.post(`${portolan.cluster}/snapshots`, body)
  expect(answer.status).toBe(200)
  return z.parse(routes.snapshot.answer, answer.body).task
}

/** The task as live events tell it, once it fits. */
async function taskWhen(
  portolan: PortolanOnSandbox,
  id: string,
  fits: (task: Task) => boolean,
): Promise<Task> {
  await using live = await portolan.live(['tasks'])
  let found: Task | undefined
  await live.find((event) => {
    found = event.kind === 'tasks' ? event.tasks.find((task) => task.id === id && fits(task)) : undefined
    return found !== undefined
  })
  if (found === undefined) throw new Error('no such task')
  return found
}

const ended = ({ state }: Task) => state !== 'running'
const onePod = (portolan: PortolanOnSandbox) => {
  const { namespace = '', name } = portolan.sandbox.pod('shop/frontend').object.metadata
  return { pods: [{ namespace, name }] }
}
const ownFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('portolan-snapshot-'))

test('a recording is made as a task, and its file is fetched with the token only', async () => {
  const before = ownFolders()
  {
    await using portolan = await portolanOnSandbox()
    const id = await start(portolan, onePod(portolan))
    const task = await taskWhen(portolan, id, ended)
    expect(task).toMatchObject({
      kind: 'snapshot',
      state: 'done',
      title: { cluster: 'demo' },
      done: 1,
      total: 1,
    })
    const { result } = task
    if (result?.kind !== 'file') throw new Error('the task has no file')
    expect(result.name).toMatch(/^portolan-demo-\d{8}-\d{4}\.tar\.gz$/)

    const refused = await fetch(`${portolan.origin}${result.path}`)
    expect(refused.status).toBe(401)
    const response = await fetch(`${portolan.origin}${result.path}`, {
      headers: { 'x-portolan-token': portolan.token },
    })
    expect(response.headers.get('content-type')).toBe('application/gzip')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.length).toBe(result.bytes)
    await using recording = await openRecording(Readable.from([bytes]))
    expect(recording.manifest.files.filter(({ path }) => path.startsWith('pods/'))).toHaveLength(1)
  }
  expect(ownFolders().filter((name) => !before.includes(name))).toEqual([])
}, 20_000)

test('a cancelled one leaves no file, neither to fetch nor on the disk', async () => {
  await using portolan = await portolanOnSandbox()
  const before = ownFolders()
  portolan.sandbox.api.slow(300)
  const id = await start(portolan, {})
  await taskWhen(portolan, id, ({ state }) => state === 'running')
  const { body } = await portolan.post(`/api/tasks/${id}/cancel`, {})
  expect(body).toMatchObject({ state: 'cancelled' })
  expect((await portolan.get(`/api/snapshots/${id}/file`)).status).toBe(404)
  expect(ownFolders().filter((name) => !before.includes(name))).toEqual([])
})

describe('what makes no sense is refused', () => {
  test.each([
    [{ namespaces: ['Not A Namespace'] }, 400],
    [{ pods: [{ namespace: 'shop', name: '../etc' }] }, 400],
  ])('%j', async (body, status) => {
    await using portolan = await portolanOnSandbox()
    expect((await portolan.post(`${portolan.cluster}/snapshots`, body)).status).toBe(status)
  })

  test('a third one while two are being made', async () => {
    await using portolan = await portolanOnSandbox()
    portolan.sandbox.api.slow(500)
    await start(portolan, {})
    await start(portolan, {})
    expect((await portolan.post(`${portolan.cluster}/snapshots`, {})).status).toBe(429)
  })
})

test('a file is kept only for a time', async () => {
  await using shelf = new SnapshotShelf(20)
  const { file } = await shelf.fill('a', 'a.tar.gz', (path) => writeFile(path, 'x'))
  expect(shelf.find('a')).toMatchObject({ name: 'a.tar.gz', bytes: 1 })
  await expect.poll(() => existsSync(file)).toBe(false)
  expect(shelf.find('a')).toBeUndefined()
})
