import { useMantineColorScheme } from '@mantine/core'
import { Suspense, lazy, useEffect, useMemo } from 'react'
import { commands } from '../commands/command-registry.ts'
import { dataCommands } from '../commands/data-commands.ts'
import { keyText } from '../commands/key-labels.ts'
import { linkCommands } from '../commands/link-commands.ts'
import { isMac } from '../commands/platform.ts'
import { settingsCommands } from '../commands/settings-commands.ts'
import { begunKeys, followKeys } from '../commands/shortcuts.ts'
import { useCommands } from '../commands/use-commands.ts'
import { useSharedValue } from '../commands/use-shared-value.ts'
import { useTranslate } from '../commands/use-translate.ts'
import { EarlyKeys } from '../features/palette/early-keys.tsx'
import { menuCommands } from '../features/menu/menu-commands.ts'
import { menu } from '../features/menu/menu-state.ts'
import { paletteCommands } from '../features/palette/palette-commands.ts'
import { palette } from '../features/palette/palette-state.ts'
import { podCommands } from '../features/pod/pod-commands.ts'
import { shortcutsCommands } from '../features/shortcuts/shortcuts-commands.ts'
import { shortcutSheet } from '../features/shortcuts/shortcuts-state.ts'
import { loadLaterMessages } from '../i18n/start-i18n.ts'
import styles from './command-center.module.css'

const loadPalette = async () => {
  const [dialog] = await Promise.all([import('../features/palette/palette-dialog.tsx'), loadLaterMessages()])
  return dialog
}
const loadMenu = () => import('../features/menu/menu-popup.tsx')
const PaletteDialog = lazy(async () => ({ default: (await loadPalette()).PaletteDialog }))
const MenuPopup = lazy(async () => ({ default: (await loadMenu()).MenuPopup }))
const ShortcutSheet = lazy(async () => {
  const [sheet] = await Promise.all([import('../features/shortcuts/shortcut-sheet.tsx'), loadLaterMessages()])
  return { default: sheet.ShortcutSheet }
})

/** Listens to the keyboard, and shows palette, menus and the shortcut sheet when they are asked for. */
export function CommandCenter() {
  const { setColorScheme } = useMantineColorScheme()
  useCommands(paletteCommands)
  useCommands(podCommands)
  useCommands(dataCommands)
  useCommands(linkCommands)
  useCommands(menuCommands)
  useCommands(shortcutsCommands)
  useCommands(useMemo(() => settingsCommands(setColorScheme), [setColorScheme]))
  useEffect(() => {
    const ending = new AbortController()
    followKeys(commands, isMac, ending.signal)
    return () => ending.abort()
  }, [])
  useEffect(() => whenIdle(() => void Promise.all([loadPalette(), loadMenu()])), [])

  const t = useTranslate()
  const openPalette = useSharedValue(palette)
  const openMenu = useSharedValue(menu)
  const sheetOpen = useSharedValue(shortcutSheet)
  return (
    <Suspense>
      {openPalette !== undefined && (
        <Suspense fallback={<EarlyKeys />}>
          <PaletteDialog opened={openPalette} />
        </Suspense>
      )}
      {openMenu !== undefined && (
        <section aria-label={openMenu.label(t)}>
          <MenuPopup opened={openMenu} />
        </section>
      )}
      {sheetOpen && <ShortcutSheet />}
      <BegunKeys />
    </Suspense>
  )
}

/** Says that a sequence waits for its next key. */
function BegunKeys() {
  const t = useTranslate()
  const keys = useSharedValue(begunKeys)
  return (
    <output className={styles.begun}>
      {keys !== undefined && <span>{t('commands:waiting', { keys: keyText(keys, isMac) })}</span>}
    </output>
  )
}

/** Safari has no idle callback; two seconds after the first screen it is as good as idle. */
function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, 2000)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(work, { timeout: 4000 })
  return () => cancelIdleCallback(handle)
}
