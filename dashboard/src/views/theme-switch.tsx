import { choose, theme } from '../theme';
import { Choice } from './choice';

const OPTIONS = [
  { value: 'system', name: 'Auto', title: 'As the system' },
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
] as const;

export function ThemeSwitch() {
  return <Choice label="Theme" options={OPTIONS} chosen={theme.value} choose={choose} />;
}
