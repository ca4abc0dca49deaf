/** Opens files by code that is loaded with the first of them; see `openRecordings`. */
export async function openLater(files: readonly File[]): Promise<void> {
  const { openRecordings } = await import('./open-recordings.ts')
  await openRecordings(files)
}
