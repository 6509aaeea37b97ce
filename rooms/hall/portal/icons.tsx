/** Line drawings of life events, one stroke weight, in the ink of the page; a sun for those that have none of their own. */
const paths: Record<string, string> = {
  restaurant: 'M7 4v7a3 3 0 0 0 6 0V4M10 4v24M22 4c-3 2-4 6-4 10h4m0-10v24',
  build: 'M4 28h24M7 28V12l9-7 9 7v16M12 28v-8h8v8',
  company: 'M5 28V9h14v19M19 14h8v14M5 28h23M9 13h2m3 0h2m-7 5h2m3 0h2m-7 5h2m3 0h2',
  venue: 'M6 25a4 4 0 1 0 8 0V7l13-3v17M19 21a4 4 0 1 0 8 0M14 12l13-3',
  freight:
    'M3 22V9h16v13M19 14h5l5 5v3h-3M3 22h3m6 0h7M6 22a3 3 0 1 0 6 0 3 3 0 1 0-6 0M20 22a3 3 0 1 0 6 0 3 3 0 1 0-6 0',
  house: 'M4 16 16 5l12 11M8 13v15h16V13M16 28v-8h-3v8',
  home: 'M4 16 16 5l12 11M8 13v15h16V13M13 28v-7h6v7M20 9V5h4v7',
  job: 'M4 11h24v16H4zM12 11V6h8v5M4 18h24M16 16v4',
  close: 'M7 4h18v24H7zM12 16l8 0M12 12l8 8M20 12l-8 8',
  car: 'M4 21v-6l4-7h16l4 7v6H4zM8 21a3 3 0 1 0 6 0M18 21a3 3 0 1 0 6 0M5 15h22',
  progress: 'M14 5a9 9 0 1 0 0 18 9 9 0 1 0 0-18M21 21l7 7M14 9v5l3 3',
  mine: 'M6 4h14l6 6v18H6zM20 4v6h6M11 16h10M11 21h10',
  verify: 'M16 3l11 4v8c0 7-5 12-11 14C10 27 5 22 5 15V7zM11 15l4 4 7-8',
  standards: 'M16 4v24M8 28h16M5 9h22M9 9l-4 9h8zM23 9l-4 9h8z',
}

export const Icon = ({ name }: { name: string }) => (
  <svg class="icon" viewBox="0 0 32 32" aria-hidden="true">
    <path
      d={
        paths[name] ??
        'M16 10a6 6 0 1 0 0 12 6 6 0 1 0 0-12M16 3v3M16 26v3M3 16h3M26 16h3M7 7l2 2M23 23l2 2M25 7l-2 2M9 23l-2 2'
      }
    />
  </svg>
)
