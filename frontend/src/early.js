// Runs before the first paint: theme, rail and names as this reader left them, so that nothing flashes or jumps.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  /** @returns {string | null} */
  const kept = (/** @type {string} */ name) => {
    try {
      return window.localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const paint = () => {
    const choice = kept('chorsu-theme') ?? 'auto';
    root.dataset.themeChoice = choice;
    root.dataset.bsTheme = choice === 'dark' || (choice === 'auto' && dark.matches) ? 'dark' : 'light';
  };
  paint();
  dark.addEventListener('change', paint);
  document.addEventListener('chorsu:theme', paint);
  if (kept('chorsu-names') === 'roman') root.dataset.names = 'roman';
  if (kept('chorsu-rail') === 'narrow') root.dataset.rail = 'narrow';
})();
