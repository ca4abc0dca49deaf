import type { ComponentPropsWithoutRef } from 'react'
import type { WorkbenchDocument } from './document.ts'
import { addressOf } from './document-address.ts'
import { documents } from './document-store.ts'

type DocumentLinkProps = Omit<ComponentPropsWithoutRef<'a'>, 'href'> & {
  readonly document: WorkbenchDocument
  /** It takes the place of the last preview. */
  readonly preview?: boolean
  /** Within a tab: shows it there, instead of opening a tab for it. */
  readonly within?: string
}

/**
 * A real link: the browser can copy it, and open it in a tab or window of its
 * own. A plain click opens the document in the workbench.
 */
export function DocumentLink({ document, preview, within, onClick, children, ...rest }: DocumentLinkProps) {
  return (
    <a
      {...rest}
      href={addressOf(document)}
      onClick={(event) => {
        onClick?.(event)
        const plain =
          event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
        if (!plain || event.defaultPrevented) return
        event.preventDefault()
        if (within === undefined) documents.open(document, { preview })
        else documents.change(within, document)
      }}
    >
      {children}
    </a>
  )
}
