/* Runs before the first paint so that the chosen theme does not flash. The same key and rule as src/shell/theme.ts. */
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('sc_admin_theme');
  } catch {
    choice = null; // storage is blocked: follow the system
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
