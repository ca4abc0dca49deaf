import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileRoutes } from './file-routes.ts'
import { filesOfSession, offeredFile } from './offered-files.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-files-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Serves these files, and gives the answers to some paths. */
async function answersTo(files: readonly string[], ...ids: readonly string[]) {
  const offered = files.map(offeredFile)
  const router = express.Router()
  fileRoutes(router, offered)
  const server = express().use(router).listen(0, '127.0.0.1')
  try {
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const wanted = [...offered.map(({ id }) => id), ...ids]
    return await Promise.all(
      wanted.map(async (id) => {
        const response = await fetch(`http://127.0.0.1:${port}/api/files/${id}`)
        return { status: response.status, text: await response.text() }
      }),
    )
  } finally {
    server.close()
  }
}

test('a file that was named is given by its id, byte for byte, and nothing else is', async () => {
  const named = path.join(folder, 'dump.json')
  const empty = path.join(folder, 'empty.json')
  await writeFile(named, '{"configs":[]}')
  await writeFile(empty, '')
  const answers = await answersTo([named, empty], 'other', '..%2fdump.json', encodeURIComponent(named))
  expect(answers.slice(0, 2)).toEqual([
    { status: 200, text: '{"configs":[]}' },
    { status: 200, text: '' },
  ])
  expect(answers.slice(2).every(({ status }) => status >= 400)).toBe(true)
})

test('a file that is gone since is an error of its own and no open end', async () => {
  const [answer] = await answersTo([path.join(folder, 'gone.json')])
  expect(answer?.status).toBeGreaterThanOrEqual(400)
})

test('the session names the files and never where they are', () => {
  const { files = [] } = filesOfSession([offeredFile('/home/ann/dump.json')])
  expect(files.map(({ name }) => name)).toEqual(['dump.json'])
  expect(JSON.stringify(files)).not.toContain('ann')
  expect(filesOfSession([])).toEqual({})
})
