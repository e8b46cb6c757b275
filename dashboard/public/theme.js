// Before the first paint, so that a dark page never flashes light; the rest is in src/theme.ts.
(function () {
  var kept = null;
  try {
    kept = localStorage.getItem('monitor-theme');
  } catch (e) {
    kept = null;
  }
  var dark =
    kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
})();
