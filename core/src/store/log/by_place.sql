-- A map asks one walk for a rectangle: an index finds it by the walk and the latitude, and holds
-- all that a marker shows. A tree of places cost each observation more, and grew with the walks.
DROP TABLE spot;
CREATE INDEX entity_place ON entity (walk, lat, lon, withdrawn, observation_kind, id)
    WHERE lat IS NOT NULL;
