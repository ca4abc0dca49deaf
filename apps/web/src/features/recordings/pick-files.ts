/** Lets the user choose recordings from the disk. Nothing when it was cancelled. */
export function pickFiles(): Promise<readonly File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  // Some systems know the one, some the other; what it really is, the server finds out.
  input.accept = '.gz,.tgz,.json,application/gzip,application/x-gzip,application/json'
  // An element that is not in the page may be gone before its user has chosen.
  input.hidden = true
  document.body.append(input)
  return new Promise((resolve) => {
    const end = () => {
      input.remove()
      resolve([...(input.files ?? [])])
    }
    input.addEventListener('change', end, { once: true })
    input.addEventListener('cancel', end, { once: true })
    input.click()
  })
}
