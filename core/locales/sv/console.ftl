# The console: planning walks, people, settings.
console-people = Personer
console-settings = Inställningar
