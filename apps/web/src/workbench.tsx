import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { queryClient } from './api/query-client.ts'
import { Shell } from './shell/shell.tsx'
import { colourSchemes, styleNonce } from './theme/colour-scheme.ts'
import { mantineTheme } from './theme/mantine-theme.ts'

/** Everything that must stand before the first screen. */
export function Workbench() {
  return (
    <MantineProvider
      theme={mantineTheme}
      defaultColorScheme="auto"
      colorSchemeManager={colourSchemes}
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <Shell />
      </QueryClientProvider>
    </MantineProvider>
  )
}
