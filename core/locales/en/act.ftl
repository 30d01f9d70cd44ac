# What a coordinator does on a walk's page.
