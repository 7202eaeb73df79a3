namespace Energy.Clients.Sundaya;

/// <summary>A place in an upload: a dataset of the list that was given, and a sample of it. Everything before it was taken by the server.</summary>
/// <param name="Dataset">The index of the dataset, from 0; as many as there are datasets means the end.</param>
/// <param name="Sample">The index of the sample in that dataset, from 0.</param>
public readonly record struct SundayaUploadPosition(int Dataset, int Sample);
