<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl_NL" sourcelanguage="en">
<context>
    <name>batterisk::viewer::ExplainPanel</name>
    <message>
        <source>Explanation</source>
        <translation>Verklaring</translation>
    </message>
</context>
<context>
    <name>batterisk::viewer::FnPanel</name>
    <message>
        <source>Study, Group risk computes the FN curve</source>
        <translation>Studie, Groepsrisico berekent de FN-curve</translation>
    </message>
</context>
<context>
    <name>batterisk::viewer::LayerPanel</name>
    <message>
        <source>Layers of the map</source>
        <translation>Lagen van de kaart</translation>
    </message>
    <message>
        <source>Move layer up</source>
        <translation>Laag omhoog</translation>
    </message>
    <message>
        <source>Move layer down</source>
        <translation>Laag omlaag</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Dekking</translation>
    </message>
    <message>
        <source>Opacity of the selected layer</source>
        <translation>Dekking van de gekozen laag</translation>
    </message>
</context>
<context>
    <name>batterisk::viewer::MainWindow</name>
    <message>
        <source>Layers</source>
        <translation>Lagen</translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Wat als</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Waarom?</translation>
    </message>
    <message>
        <source>Map in words</source>
        <translation>Kaart in woorden</translation>
    </message>
    <message>
        <source>Rule file</source>
        <translation>Regelbestand</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergelijking</translation>
    </message>
    <message>
        <source>Buildings</source>
        <translation>Gebouwen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldingen</translation>
    </message>
    <message>
        <source>Transect</source>
        <translation>Doorsnede</translation>
    </message>
    <message>
        <source>Not computed: see the messages</source>
        <translation>Niet berekend: zie de meldingen</translation>
    </message>
    <message>
        <source>The dossier has errors: see the messages</source>
        <translation>Het dossier bevat fouten: zie de meldingen</translation>
    </message>
    <message>
        <source>What if: </source>
        <translation>Wat als: </translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Kaart</translation>
    </message>
    <message>
        <source>Enter explains the risk here.</source>
        <translation>Enter verklaart het risico hier.</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>%1 verplaatsen</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Welkom</translation>
    </message>
    <message>
        <source>Click on the map: why is the risk there what it is?</source>
        <translation>Klik op de kaart: waarom is het risico daar wat het is?</translation>
    </message>
    <message>
        <source>Choose Move and drag a unit, or its handle to turn it: the zones follow.</source>
        <translation>Kies Verplaatsen en sleep een eenheid, of de greep om haar te draaien: de zones volgen.</translation>
    </message>
    <message>
        <source>What if: vary a value of the rules within its range.</source>
        <translation>Wat als: varieer een waarde van de regels binnen haar bereik.</translation>
    </message>
    <message>
        <source>F8 and Shift+F8 go through the buildings with a finding.</source>
        <translation>F8 en Shift+F8 gaan langs de gebouwen met een bevinding.</translation>
    </message>
    <message>
        <source>Save the dossier: only what you changed changes in its text.</source>
        <translation>Bewaar het dossier: alleen wat u hebt gewijzigd, verandert in de tekst.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Bestand</translation>
    </message>
    <message>
        <source>&amp;Open...</source>
        <translation>&amp;Openen...</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Recent geopend</translation>
    </message>
    <message>
        <source>&amp;New from the example</source>
        <translation>&amp;Nieuw van het voorbeeld</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>Be&amp;waren</translation>
    </message>
    <message>
        <source>Save &amp;as...</source>
        <translation>Bewaren &amp;als...</translation>
    </message>
    <message>
        <source>&amp;Export result (JSON, GeoPackage, map)...</source>
        <translation>Resultaat &amp;exporteren (JSON, GeoPackage, kaart)...</translation>
    </message>
    <message>
        <source>Map as &amp;PNG...</source>
        <translation>Kaart als &amp;PNG...</translation>
    </message>
    <message>
        <source>Map to scale as S&amp;VG...</source>
        <translation>Kaart op schaal als S&amp;VG...</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>A&amp;fsluiten</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>Be&amp;werken</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Ongedaan maken</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Opnieuw</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>&amp;Kaart</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>&amp;Verklaren</translation>
    </message>
    <message>
        <source>&amp;Move units</source>
        <translation>Ver&amp;plaatsen</translation>
    </message>
    <message>
        <source>Mea&amp;sure</source>
        <translation>&amp;Meten</translation>
    </message>
    <message>
        <source>&amp;Transect</source>
        <translation>&amp;Doorsnede</translation>
    </message>
    <message>
        <source>&amp;Zoom to a box</source>
        <translation>&amp;Zoomen op een kader</translation>
    </message>
    <message>
        <source>Show &amp;all</source>
        <translation>&amp;Alles tonen</translation>
    </message>
    <message>
        <source>&amp;Next finding</source>
        <translation>Volge&amp;nde bevinding</translation>
    </message>
    <message>
        <source>&amp;Previous finding</source>
        <translation>V&amp;orige bevinding</translation>
    </message>
    <message>
        <source>&amp;Legend</source>
        <translation>&amp;Legenda</translation>
    </message>
    <message>
        <source>&amp;Study</source>
        <translation>&amp;Studie</translation>
    </message>
    <message>
        <source>&amp;Compute</source>
        <translation>&amp;Berekenen</translation>
    </message>
    <message>
        <source>&amp;Live: compute after every change</source>
        <translation>&amp;Direct: rekenen na elke wijziging</translation>
    </message>
    <message>
        <source>Com&amp;pare with another dossier...</source>
        <translation>&amp;Vergelijken met een ander dossier...</translation>
    </message>
    <message>
        <source>&amp;End comparison</source>
        <translation>Vergelijking be&amp;ëindigen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>Bee&amp;ld</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Panelen</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Donker</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoog contrast</translation>
    </message>
    <message>
        <source>Recovered changes</source>
        <translation>Herstelde wijzigingen</translation>
    </message>
    <message>
        <source>Unsaved changes of an earlier session are back; undo returns to the file.</source>
        <translation>Niet bewaarde wijzigingen van een eerdere sessie zijn terug; ongedaan maken gaat terug naar het bestand.</translation>
    </message>
    <message>
        <source>Open a dossier</source>
        <translation>Een dossier openen</translation>
    </message>
    <message>
        <source>Dossiers (*.toml)</source>
        <translation>Dossiers (*.toml)</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergelijken met</translation>
    </message>
    <message>
        <source>Save the dossier</source>
        <translation>Het dossier bewaren</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Bewaard: %1</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Niet bewaard</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. The file is as it was.</source>
        <translation>%1 kon niet worden geschreven: %2. Het bestand is zoals het was.</translation>
    </message>
    <message>
        <source>Export to a folder</source>
        <translation>Exporteren naar een map</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>Geschreven naar %1</translation>
    </message>
    <message>
        <source>Save the map</source>
        <translation>De kaart bewaren</translation>
    </message>
    <message>
        <source>Report as P&amp;DF...</source>
        <translation>Rapport als P&amp;DF...</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Het rapport bewaren</translation>
    </message>
    <message>
        <source>Computing the report</source>
        <translation>Het rapport wordt gemaakt</translation>
    </message>
    <message>
        <source>Group risk</source>
        <translation>Groepsrisico</translation>
    </message>
    <message>
        <source>Model choices</source>
        <translation>Keuzes tussen modellen</translation>
    </message>
    <message>
        <source>Set a finding aside</source>
        <translation>Bevinding terzijde leggen</translation>
    </message>
    <message>
        <source>&amp;Group risk (FN curve)</source>
        <translation>&amp;Groepsrisico (FN-curve)</translation>
    </message>
    <message>
        <source>Compare with other &amp;rules</source>
        <translation>Vergelijken met andere &amp;regels</translation>
    </message>
    <message>
        <source>Compare with the dossier as it is &amp;now</source>
        <translation>Vergelijken met het dossier zoals het &amp;nu is</translation>
    </message>
    <message>
        <source>Comparison: &amp;line to drag</source>
        <translation>Vergelijking: &amp;lijn die u versleept</translation>
    </message>
    <message>
        <source>Comparison: two maps &amp;side by side</source>
        <translation>Vergelijking: twee kaarten &amp;naast elkaar</translation>
    </message>
    <message>
        <source>Comparison: &amp;differences of zones</source>
        <translation>Vergelijking: &amp;verschil van zones</translation>
    </message>
    <message>
        <source>Rules in a &amp;folder...</source>
        <translation>Regels in een &amp;map...</translation>
    </message>
    <message>
        <source>Folder with rules or a draft</source>
        <translation>Map met regels of een ontwerp</translation>
    </message>
    <message>
        <source>Dossiers, reports and archives (*.toml *.pdf *.zip)</source>
        <translation>Dossiers, rapporten en archieven (*.toml *.pdf *.zip)</translation>
    </message>
    <message>
        <source>Reading layers</source>
        <translation>Lagen worden gelezen</translation>
    </message>
    <message>
        <source>The dossier changed meanwhile; add the layers again</source>
        <translation>Het dossier is intussen gewijzigd; voeg de lagen opnieuw toe</translation>
    </message>
    <message>
        <source>No layer in these files that a study can use, or they are in the dossier already</source>
        <translation>In deze bestanden zit geen laag die een studie kan gebruiken, of ze staat al in het dossier</translation>
    </message>
    <message>
        <source>Add layers</source>
        <translation>Lagen toevoegen</translation>
    </message>
    <message>
        <source>Computed again: every value is as stored in the file.</source>
        <translation>Nagerekend: elke waarde is zoals in het bestand bewaard.</translation>
    </message>
    <message>
        <source>Computed again: %1 values differ from those stored in the file.</source>
        <translation>Nagerekend: %1 waarden verschillen van die in het bestand.</translation>
    </message>
    <message>
        <source>Added to the dossier: %1; check their source and date there</source>
        <translation>Toegevoegd aan het dossier: %1; controleer daar bron en datum</translation>
    </message>
    <message>
        <source>No &amp;background</source>
        <translation>Geen &amp;achtergrond</translation>
    </message>
    <message>
        <source>Background from a &amp;file...</source>
        <translation>Achtergrond uit een &amp;bestand...</translation>
    </message>
    <message>
        <source>Background: GeoTIFF, MBTiles or GeoPackage</source>
        <translation>Achtergrond: GeoTIFF, MBTiles of GeoPackage</translation>
    </message>
    <message>
        <source>Background of &amp;PDOK (BRT-A, over the network)</source>
        <translation>Achtergrond van &amp;PDOK (BRT-A, over het netwerk)</translation>
    </message>
    <message>
        <source>Writing the result</source>
        <translation>Resultaat wordt geschreven</translation>
    </message>
    <message>
        <source>That did not succeed: see the messages</source>
        <translation>Dat is niet gelukt: zie de meldingen</translation>
    </message>
    <message>
        <source>The unsaved changes could not be kept: %1.</source>
        <translation>De wijzigingen die niet bewaard zijn, konden niet worden onthouden: %1.</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Afgebroken</translation>
    </message>
    <message>
        <source>Next &amp;zone or unit</source>
        <translation>Volgende &amp;zone of eenheid</translation>
    </message>
    <message>
        <source>Previous zone &amp;or unit</source>
        <translation>V&amp;orige zone of eenheid</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>A&amp;nnuleren</translation>
    </message>
    <message>
        <source>Drawing the map</source>
        <translation>De kaart wordt getekend</translation>
    </message>
</context>
<context>
    <name>batterisk::viewer::TransectPanel</name>
    <message>
        <source>Draw a line on the map with the transect tool</source>
        <translation>Trek op de kaart een lijn met het gereedschap Doorsnede</translation>
    </message>
</context>
<context>
    <name>batterisk::viewer::WhatIfPanel</name>
    <message>
        <source>Choose a parameter and move the slider; the map follows.</source>
        <translation>Kies een parameter en verschuif de regelaar; de kaart volgt.</translation>
    </message>
    <message>
        <source>Keep what-if values</source>
        <translation>Wat-als-waarden houden</translation>
    </message>
    <message>
        <source>Rule values to vary</source>
        <translation>Regelwaarden om te variëren</translation>
    </message>
    <message>
        <source>Value within its range</source>
        <translation>Waarde binnen haar bereik</translation>
    </message>
    <message>
        <source>Back to the rule</source>
        <translation>Terug naar de regel</translation>
    </message>
    <message>
        <source>All back</source>
        <translation>Alles terug</translation>
    </message>
    <message>
        <source>Keep in the dossier</source>
        <translation>Houden in het dossier</translation>
    </message>
    <message>
        <source>Writes the values as [[afwijking]] into the dossier; give each its reason there</source>
        <translation>Schrijft de waarden als [[afwijking]] in het dossier; geef daar bij elke de reden</translation>
    </message>
</context>
</TS>
