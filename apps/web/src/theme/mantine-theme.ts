import { createTheme } from '@mantine/core'
import type { MantineColorsTuple } from '@mantine/core'

const harbour: MantineColorsTuple = [
  '#eaf2fd',
  '#d3e3fa',
  '#a9c8f4',
  '#7db1f8',
  '#4f8ce4',
  '#3274d3',
  '#1f5fbf',
  '#1a50a2',
  '#164286',
  '#0f3168',
]

/** From text to background of the dark scheme, in the places where Mantine looks for them. */
const night: MantineColorsTuple = [
  '#e4eaf1',
  '#c3ccd6',
  '#9ba8b6',
  '#76838f',
  '#3d4854',
  '#2f3843',
  '#1f262f',
  '#181d23',
  '#12161b',
  '#0c0f13',
]

/** Mantine in the workbench's dress: dense, quiet, the same colours as theme.css. */
export const mantineTheme = createTheme({
  colors: { harbour, dark: night },
  primaryColor: 'harbour',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '11.5px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
})
