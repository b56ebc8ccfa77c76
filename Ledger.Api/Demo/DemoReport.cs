namespace Ledger.Api.Demo;

/// <summary>One thing the demonstration promised, and whether it held.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Held">Whether it held.</param>
/// <param name="Detail">What was seen.</param>
internal sealed record DemoStep(string Name, bool Held, string Detail);

/// <summary>What the demonstration did.</summary>
/// <param name="Held">Whether all of it held.</param>
/// <param name="Folder">Where its data lie.</param>
/// <param name="Portal">Address of the first node's start page.</param>
/// <param name="Licences">How many licences were issued.</param>
/// <param name="Contract">Address of the anchor contract.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Steps">Every promise.</param>
internal sealed record DemoReport(
    bool Held, string Folder, Uri Portal, int Licences, string Contract, double Seconds, IReadOnlyList<DemoStep> Steps);
