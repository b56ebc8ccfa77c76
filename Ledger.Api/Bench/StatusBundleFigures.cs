namespace Ledger.Api.Bench;

/// <summary>What one form of status bundle costs.</summary>
/// <param name="Form"><c>dense</c> (the proof of the status alone), <c>dense-all</c> (with SM3 twin and events) or <c>json</c>.</param>
/// <param name="Licences">Number of keys in the status map.</param>
/// <param name="Samples">Number of bundles measured, each under a checkpoint of another size.</param>
/// <param name="MeanBytes">Bytes beside the checkpoints' text.</param>
/// <param name="MedianBytes">The same, half of them below.</param>
/// <param name="LargestBytes">The same, the largest.</param>
/// <param name="CheckpointBytes">Bytes of the checkpoints' text with their signatures and cosignatures.</param>
/// <param name="MedianMilliseconds">To read and verify one: signatures, quorum of four cosigners, proofs; half of them below.</param>
/// <param name="SlowestPercentMilliseconds">The same, 99 of 100 below.</param>
internal sealed record StatusBundleFigures(
    string Form,
    int Licences,
    int Samples,
    double MeanBytes,
    int MedianBytes,
    int LargestBytes,
    int CheckpointBytes,
    double MedianMilliseconds,
    double SlowestPercentMilliseconds);
