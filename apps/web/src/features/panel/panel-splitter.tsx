import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { panelHeight, panelStore } from './panel-store.ts'
import styles from './bottom-panel.module.css'

/** How far one press of an arrow key moves it, in CSS pixels. */
const step = 16

const resize = (height: number) => panelStore.change({ height })

/**
 * The upper edge of the panel, by pointer and by arrow keys.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/
 */
export function PanelSplitter({ height }: { readonly height: number }) {
  const { t } = useTranslation('panel')
  const grip = useRef<{ readonly y: number; readonly height: number }>(undefined)
  return (
    <hr
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={t('resize')}
      aria-valuenow={height}
      aria-valuemin={panelHeight.least}
      aria-valuemax={panelHeight.most}
      className={styles.splitter}
      onPointerDown={(event) => {
        grip.current = { y: event.clientY, height }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (grip.current !== undefined) resize(grip.current.height + grip.current.y - event.clientY)
      }}
      onPointerUp={() => {
        grip.current = undefined
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowUp') resize(height + step)
        else if (event.key === 'ArrowDown') resize(height - step)
        else if (event.key === 'Home') resize(panelHeight.most)
        else if (event.key === 'End') resize(panelHeight.least)
      }}
    />
  )
}
