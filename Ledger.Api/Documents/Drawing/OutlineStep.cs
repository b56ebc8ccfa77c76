namespace Ledger.Api.Documents.Drawing;

/// <summary>One step of an <see cref="Outline"/>: a curve uses both controls, the others only <paramref name="End"/>.</summary>
internal readonly record struct OutlineStep(OutlineVerb Verb, Point Control1, Point Control2, Point End);
