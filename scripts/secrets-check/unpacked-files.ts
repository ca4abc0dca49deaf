import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runTool } from './run-tool.ts'

/** A file of an archive, unpacked by `tar` and by nothing of the product. */
export type UnpackedFile = { readonly name: string; readonly bytes: Buffer }

/** Unpacks an archive into memory by way of a temporary folder that is gone afterwards. */
export async function unpackedFiles(archive: string): Promise<readonly UnpackedFile[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-unpacked-'))
  try {
    await runTool('tar', ['-xzf', archive, '-C', folder])
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
    return await Promise.all(
      files.map(async (file) => ({ name: path.relative(folder, file), bytes: await readFile(file) })),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
