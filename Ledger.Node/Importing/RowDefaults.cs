namespace Ledger.Node.Importing;

/// <summary>What a job says for the rows that say nothing themselves.</summary>
/// <param name="Authority">颁发机构, the job's own authority.</param>
/// <param name="Operator">经办人 account at the department.</param>
/// <param name="DecidedOn">Day of the decision: the day on which the file came, so that a row asks for the same whenever it is tried.</param>
internal sealed record RowDefaults(string Authority, string Operator, DateOnly DecidedOn);
