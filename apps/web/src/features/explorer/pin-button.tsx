import { IconPin, IconPinFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isSamePod } from '../../documents/stored-layout.ts'
import type { MeshNode } from './mesh-tree.ts'
import { targetOf, togglePin } from './tree-target.ts'
import { usePins } from './use-kept-pods.ts'
import styles from './mesh-tree.module.css'

/** Pins a pod, or lets it go. The keyboard has a command and the context menu for it. */
export function PinButton({ node }: { readonly node: MeshNode }) {
  const { t } = useTranslation('explorer')
  const pins = usePins()
  const target = targetOf(node)
  if (target === undefined) return null
  const pinned = pins.some((pin) => isSamePod(pin, target.pin))
  const label = t(pinned ? 'pin.remove' : 'pin.add')
  const Picture = pinned ? IconPinFilled : IconPin
  return (
    // A line of a tree is named by what is in it, and takes the focus as a whole.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <span
      className={styles.pin}
      data-pinned={pinned || undefined}
      aria-hidden="true"
      title={label}
      onClick={(event) => {
        event.stopPropagation()
        togglePin(target)
      }}
    >
      <Picture size={13} stroke={1.7} />
    </span>
  )
}
