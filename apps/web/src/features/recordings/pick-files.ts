/** Lets the user choose recordings from the disk. Nothing when it was cancelled. */
export function pickFiles(): Promise<readonly File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  // Some systems know the one, some the other; what it really is, the server finds out.
  input.accept = '.gz,.tgz,application/gzip,application/x-gzip'
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true })
    input.addEventListener('cancel', () => resolve([]), { once: true })
    input.click()
  })
}
