import { access, link, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Manifest } from '@portolan/recording/manifest'
import { SnapshotError } from './snapshot-error.ts'
import { takeSnapshot } from './take-snapshot.ts'
import type { SnapshotPlan, SnapshotProgress } from './take-snapshot.ts'

/** A recording that was written to a file; `bytes` is the file's size. */
export type WrittenSnapshot = { readonly manifest: Manifest; readonly bytes: number }

/** Where the work for a file is kept, so that it can go on after it was broken off. */
export function workFolderOf(out: string): string {
  return `${out}.partial`
}

/**
 * Records into a file. The file appears whole or not at all; what was done
 * before a break lies in a folder beside it and is gone when the file is there.
 * @param options.force replace a file that is there already
 * @throws SnapshotError; the errors of {@link takeSnapshot}; the file system's own
 */
export async function snapshotToFile(
  plan: SnapshotPlan,
  options: {
    readonly out: string
    readonly force: boolean
    readonly signal: AbortSignal
    readonly progress: (progress: SnapshotProgress) => void
  },
): Promise<WrittenSnapshot> {
  const { out, force, signal, progress } = options
  const folder = workFolderOf(out)
  await checkOut(out, force)
  await checkFolder(folder)
  const archive = join(folder, 'archive')
  await rm(archive, { force: true })
  const manifest = await takeSnapshot(plan, { folder, archive, signal, progress }).catch(
    async (error: unknown) => {
      // Nothing was begun that would be worth going on with.
      if (error instanceof SnapshotError && error.code === 'forbidden')
        await rm(folder, { recursive: true, force: true })
      throw error
    },
  )
  const { size } = await stat(archive)
  await flushToDisk(archive)
  signal.throwIfAborted()
  if (force) await rename(archive, out)
  else await link(archive, out).catch((error: unknown) => linkFailed(error, archive, out))
  await rm(folder, { recursive: true, force: true })
  return { manifest, bytes: size }
}

async function checkOut(out: string, force: boolean): Promise<void> {
  const parent = dirname(out)
  if (!(await exists(parent))) throw new SnapshotError('not-found', `There is no folder ${parent}.`)
  const there = await stat(out).catch(() => undefined)
  if (there?.isDirectory()) throw new SnapshotError('bad-request', `${out} is a folder.`)
  if (there !== undefined && !force) throw alreadyThere(out)
}

/** The folder is removed in the end, so it must be ours. */
async function checkFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => undefined)
  if (names === undefined || names.length === 0 || names.includes('journal.ndjson')) return
  throw new SnapshotError('bad-request', `${folder} is needed for the work, and holds something else.`)
}

/** Not every file system has links; there the name was free when it was looked at last. */
async function linkFailed(error: unknown, archive: string, out: string): Promise<void> {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw alreadyThere(out)
  if (await exists(out)) throw alreadyThere(out)
  await rename(archive, out)
}

function alreadyThere(out: string): SnapshotError {
  return new SnapshotError('bad-request', `${out} is there already. Use --force to replace it.`)
}

async function flushToDisk(file: string): Promise<void> {
  await using handle = await open(file, 'r+')
  await handle.sync()
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
