# The console: planning walks, people, settings.
console-people = People
console-settings = Settings
