import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { Session } from '@portolan/contract/session'

/** A file of the command line that the browser reads by itself. `id` is of this run of the server alone. */
export type OfferedFile = { readonly id: string; readonly name: string; readonly path: string }

export function offeredFile(file: string): OfferedFile {
  return { id: randomBytes(8).toString('hex'), name: path.basename(file), path: path.resolve(file) }
}

/** What the session says of them: never where they are. */
export function filesOfSession(files: readonly OfferedFile[]): Pick<Session, 'files'> {
  return files.length === 0 ? {} : { files: files.map(({ id, name }) => ({ id, name })) }
}
